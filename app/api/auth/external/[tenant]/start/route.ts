import { handleExternalStart } from "../../../../../../server/auth/oidc/handle-external-start";
import { getRuntime } from "../../../../../../server/runtime";

type Place = { params: Promise<{ tenant: string }> };

export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { tenant: tenantCode } = await params;
  return handleExternalStart(getRuntime(), request, { tenantCode });
}
