import { readBody } from "./read-body";

/**
 * The same request with a body that was read and is of a size that we take, for a library that
 * would read it to whatever end.
 *
 * @throws DomainError payload_too_large | malformed_request (not UTF-8)
 */
export async function boundedRequest(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  const body = await readBody(request);
  return new Request(url, { method, headers, body: body === "" ? null : body });
}
