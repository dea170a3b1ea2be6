import { handleRest } from "../../../../server/http/handle-rest";
import { getRuntime } from "../../../../server/runtime";

function handle(request: Request): Promise<Response> {
  return handleRest(request, getRuntime());
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
