export type Status = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 503;

/** What a refusal is called over HTTP: status, a title of its kind, and one plain sentence. */
export type Explanation = {
  readonly status: Status;
  readonly title: string;
  readonly detail: string;
};
