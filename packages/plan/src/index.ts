// Alignment file × measurement → plan.
export { chooseShardCount, largestFirst } from './balance.ts'
export { cutShards } from './cut-shards.ts'
export { type Plan, planFile, planShards } from './plan.ts'
export { compareLoci, type Locus, type Shard } from './shard.ts'
