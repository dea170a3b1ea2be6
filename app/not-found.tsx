import { connection } from "next/server";
import { NotFoundScreen } from "./not-found-screen";

export default async function NotFoundPage() {
  // Made for each answer, because its scripts carry that answer's nonce.
  await connection();
  return <NotFoundScreen />;
}
