const HEADERS = {
  "content-type": "text/event-stream",
  // Says to proxies that would collect an answer before they pass it on.
  "x-accel-buffering": "no",
};

/**
 * Server-sent events of what a generator gives, each as one line of JSON; null is a comment, which
 * clients ignore. The first is waited for, so that a refusal is an ordinary answer. A client that
 * leaves ends the generator by its signal; a failure ends the stream and the client comes again.
 */
export async function eventStream(
  open: (signal: AbortSignal) => AsyncGenerator<unknown>,
  onFailure: (error: unknown) => void,
): Promise<Response> {
  const leaving = new AbortController();
  const events = open(leaving.signal);
  let next: Promise<IteratorResult<unknown>> | null = Promise.resolve(await events.next());
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await (next ?? events.next());
        next = null;
        if (leaving.signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(frameOf(value)));
      } catch (error) {
        onFailure(error);
        if (!leaving.signal.aborted) controller.close();
      }
    },
    async cancel() {
      leaving.abort();
      await events.return(undefined);
    },
  });
  return new Response(body, { headers: HEADERS });
}

const encoder = new TextEncoder();

function frameOf(value: unknown): string {
  return value === null ? ": \n\n" : `data: ${JSON.stringify(value)}\n\n`;
}
