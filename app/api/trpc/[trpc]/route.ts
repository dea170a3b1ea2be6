import { getRuntime } from "../../../../server/runtime";
import { handleTrpc } from "../../../../server/trpc/handle-trpc";

function handle(request: Request): Promise<Response> {
  return handleTrpc(request, getRuntime());
}

export { handle as GET, handle as POST };
