import { handleCron } from "../../../../server/http/handle-cron";
import { getCronSecret, getRuntime } from "../../../../server/runtime";

export async function GET(
  request: Request,
  props: { params: Promise<{ task: string }> },
): Promise<Response> {
  const { task } = await props.params;
  return handleCron(request, { runtime: getRuntime(), cronSecret: getCronSecret(), task });
}
