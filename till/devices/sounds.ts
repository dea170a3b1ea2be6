export type SoundName = "good" | "bad";

export type Sounds = { readonly play: (name: SoundName) => void };

/** A short high note for a scan that counted, a long low one for one that did not. */
const NOTES: Record<SoundName, { hertz: number; seconds: number; shape: OscillatorType }> = {
  good: { hertz: 1_760, seconds: 0.06, shape: "sine" },
  bad: { hertz: 220, seconds: 0.32, shape: "square" },
};

const LOUDNESS = 0.15;

/** Sounds made on the spot, so that nothing has to be loaded. Silent where a browser has none. */
export function createSounds(makeContext: () => AudioContext | null): Sounds {
  let context: AudioContext | null | undefined;
  return {
    play(name) {
      context ??= makeContext();
      if (!context) return;
      // Browsers keep audio asleep until the first touch or key, and a scan is one.
      if (context.state === "suspended") context.resume().catch(() => undefined);
      playNote(context, NOTES[name]);
    },
  };
}

function playNote(context: AudioContext, note: (typeof NOTES)[SoundName]): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const start = context.currentTime;
  const end = start + note.seconds;
  oscillator.type = note.shape;
  oscillator.frequency.value = note.hertz;
  gain.gain.setValueAtTime(LOUDNESS, start);
  gain.gain.exponentialRampToValueAtTime(0.001, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}

/** The browser's own audio, or null where it has none. */
export function browserAudio(): AudioContext | null {
  return typeof AudioContext === "undefined" ? null : new AudioContext();
}
