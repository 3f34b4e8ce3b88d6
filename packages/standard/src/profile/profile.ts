// The form of a profile: acceptance limits over metrics, as plain data. Keys are those of the JSON file.
// What a profile says is decided by whoever writes it; what it means for a sample, by verdict/.

/** How far a profile can be relied on: a published standard, a programme's public rules, or an example. */
export type ProfileStatus = 'standard' | 'programme' | 'example'

/** What becomes of a sample that breaks a rule. */
export type Consequence = 'WARN' | 'TOPUP' | 'NEWLIB' | 'RECOLLECT' | 'FAIL' | 'HOLD'

/** Values of conditions under which something holds; all of them. */
export type When = Readonly<Record<string, readonly string[]>>

/** A column of the sample sheet that rules depend on. */
export interface Condition {
  /** The values there are. */
  readonly values: readonly string[]
  /** Other spellings, each with the value it stands for. */
  readonly aliases?: Readonly<Record<string, string>>
  /** The value of a sample whose sheet says none; without it such a sample is held where a rule asks. */
  readonly assumed?: string
}

export interface Exemption {
  readonly when: When
  readonly reason: string
}

/** At most one limit; without one the metric has to be there, and that is all. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly metric: string
  /** Definition and version that the limit was made for, `<id>@<major>.<minor>.<patch>`; a patch changes no value. */
  readonly definition: string
  readonly at_least?: number
  readonly more_than?: number
  readonly at_most?: number
  readonly less_than?: number
  /** Needed where there is a limit. */
  readonly otherwise?: Consequence
  readonly when?: When
  readonly exempt?: readonly Exemption[]
  /** Whether a sample without the metric is held; it is unless this says false. */
  readonly required?: boolean
  /** One sentence for who breaks it, instead of the usual one. */
  readonly next_step?: string
  /** Where the limit is from, and how it differs from its source. */
  readonly note?: string
}

/** Up to where more sequencing of the same library is ordered; beyond, a new library is. */
export interface TopUpLimits {
  /** Fraction, 0 to 1. */
  readonly max_duplicate_fraction: number
  readonly read_pairs_per_lane: number
  readonly max_lanes: number
  /** Where these limits are from. */
  readonly note?: string
}

/** What the numbers must have been measured on; null for anything. */
export interface ReferenceBinding {
  readonly assembly: 'GRCh38' | null
  /** Names of the standard's territories, or SHA-256 of the user's regions. */
  readonly territories: readonly string[] | null
}

export interface Profile {
  readonly schema_version: '1.0'
  readonly name: string
  readonly version: string
  readonly title: string
  readonly status: ProfileStatus
  readonly description: string
  readonly sources: readonly string[]
  /** Rules of the source that this profile cannot say, in words. */
  readonly not_expressed: readonly string[]
  readonly reference: ReferenceBinding
  readonly conditions: Readonly<Record<string, Condition>>
  readonly rules: readonly Rule[]
  readonly top_up: TopUpLimits | null
  /** Functions of people who may put another verdict in the place of this profile's; anybody's unless given. */
  readonly override_roles?: readonly string[]
}
