import { authHandlers } from "../../../../server/auth/next-auth";

export const { GET, POST } = authHandlers;
