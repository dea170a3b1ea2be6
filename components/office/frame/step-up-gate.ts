/** Where whoever needs a fresh proof waits until the person has given it, or would not. */
export type StepUpGate = {
  /** Calls back once the person has proved who they are, or has closed the question. */
  readonly ask: (onAnswer: (isProved: boolean) => void) => void;
  readonly answer: (isProved: boolean) => void;
  readonly isAsked: () => boolean;
  readonly subscribe: (onChange: () => void) => () => void;
};

/** One question at a time: whoever asks meanwhile waits for the same answer. */
export function createStepUpGate(): StepUpGate {
  const listeners = new Set<() => void>();
  let waiting: ((isProved: boolean) => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    ask(onAnswer) {
      waiting = [...waiting, onAnswer];
      tell();
    },
    answer(isProved) {
      const asked = waiting;
      waiting = [];
      for (const onAnswer of asked) onAnswer(isProved);
      tell();
    },
    isAsked: () => waiting.length > 0,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
