import { procedure, router } from "../trpc/init";
import { dropRole, dropRoleInput, dropRoleResult } from "./drop-role";
import { listRoles, listRolesResult } from "./list-roles";
import { roleResult } from "./role-result";
import { saveRole, saveRoleInput } from "./save-role";

export const rolesRouter = router({
  list: procedure("staff.read")
    .output(listRolesResult)
    .query(({ ctx }) => listRoles(ctx)),
  save: procedure("role.write")
    .input(saveRoleInput)
    .output(roleResult)
    .mutation(({ ctx, input }) => saveRole(ctx, input)),
  drop: procedure("role.write")
    .input(dropRoleInput)
    .output(dropRoleResult)
    .mutation(({ ctx, input }) => dropRole(ctx, input)),
});
