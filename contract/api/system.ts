import { oc, type } from '@orpc/contract';
import type { EpochMs } from '../bars.ts';
import type { BackendName } from '../model-spec.ts';
import type { ComputeDevice } from '../settings.ts';

export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly hint: string;
}

/** What networks run on, and why. */
export interface ProviderVerdict {
  readonly provider: Exclude<ComputeDevice, 'auto'>;
  readonly why: string;
  /** True where a setting asked for it, false where a probe has decided. */
  readonly bySetting: boolean;
}

export interface SystemStatus {
  readonly version: string;
  readonly workspaceFolder: string;
  readonly platform: string;
  readonly processors: number;
  /** The native training core; null where there is none, or it cannot be loaded. */
  readonly native: {
    readonly version: string;
    /** The one that is used. */
    readonly instructionSet: string;
    readonly threads: number;
  } | null;
  /** What trainings run on where the experiment does not say. */
  readonly backend: BackendName;
  /** Null until the first network has made a probe. */
  readonly provider: ProviderVerdict | null;
  /** What ONNX Runtime has on this platform. */
  readonly providers: readonly Exclude<ComputeDevice, 'auto'>[];
  readonly startedAt: EpochMs;
  /** Of the engine's process. */
  readonly memory: { readonly residentBytes: number; readonly heapBytes: number };
  /** Free on the disk of the workspace. */
  readonly freeBytes: number;
  readonly databaseBytes: number;
  /** Of the workspace; see engine/store/migrations. */
  readonly schemaVersion: number;
}

export const systemContract = {
  /** Takes no time worth mentioning. */
  status: oc.output(type<SystemStatus>()),

  /** Tries every provider out, in processes of their own, and says what networks run on from now on; takes seconds. */
  probeProvider: oc.output(type<ProviderVerdict>()),

  /** Looks at every part that Almanac stands on; engine/doctor/run-checks.ts says how. */
  doctor: oc.output(type<Check[]>()),
};
