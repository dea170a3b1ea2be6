import { connection } from "next/server";
import { NotFoundFrame } from "./not-found-frame";

export default async function NotFoundPage() {
  // Made for each answer, because its scripts carry that answer's nonce.
  await connection();
  return <NotFoundFrame />;
}
