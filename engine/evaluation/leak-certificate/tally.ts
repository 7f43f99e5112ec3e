import { leakStages, type Leak, type LeakCertificate, type LeakStage } from '#contract/leak-certificate.ts';

/** Counts what was compared and keeps what was found. */
export interface Tally {
  count(stage: LeakStage, comparisons: number): void;
  /** Keeps the first leak of each stage, thing and change of the future: what leaks does so at nearly every cut. */
  report(leak: Leak): void;
  conclude(): Pick<LeakCertificate, 'checks' | 'leaks' | 'passed'>;
}

export function openTally(): Tally {
  const comparisons = new Map<LeakStage, number>();
  const leaks = new Map<string, Leak>();
  return {
    count(stage, added) {
      comparisons.set(stage, (comparisons.get(stage) ?? 0) + added);
    },
    report(leak) {
      const key = `${leak.stage}: ${leak.what}, ${leak.how}`;
      if (!leaks.has(key)) leaks.set(key, leak);
    },
    conclude() {
      const found = [...leaks.values()];
      const checks = leakStages.map((stage) => {
        const compared = comparisons.get(stage) ?? 0;
        // Nothing compared is nothing proved.
        return { stage, comparisons: compared, passed: compared > 0 && found.every((leak) => leak.stage !== stage) };
      });
      return { checks, leaks: found, passed: checks.every(({ passed }) => passed) };
    },
  };
}
