// The first thing that went wrong while a container is read. Readers return zeros from then on, and their callers look here once per
// record: a status per value would cost more than the value.
import { OK, SLICE_MALFORMED } from '@genomsyn/abi/assembly/status'

/** OK, or the status of the first fault. */
export let status: i32 = OK
/** Two numbers that belong to it; see the report. */
export let claimed: u64 = 0
export let present: u64 = 0

export function clearFault(): void {
  status = OK
  claimed = present = 0
}

export function fail(code: i32, met: u64, due: u64): void {
  if (status != OK) return
  status = code
  claimed = met
  present = due
}

/** The data of the slice contradict its headers. */
export function failInSlice(): void {
  fail(SLICE_MALFORMED, 0, 0)
}
