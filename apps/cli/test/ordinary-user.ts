// File permissions bind ordinary users only: tests about them lay down root's power for a moment.

/** "nobody" on most systems; any number but 0 would do. */
const NOBODY = 65_534

export async function asOrdinaryUser<Value>(step: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return await step()
  process.seteuid?.(NOBODY)
  try {
    return await step()
  } finally {
    process.seteuid?.(0)
  }
}
