// The thing that crosses: measurements, counts, partials.
export { type CountDefinition, countDefinitions, type CountId } from './counts.ts'
export { readPartial, writePartial } from './file.ts'
export {
  type DepthFilter,
  type Interval,
  type Measurement,
  mosdepthFilter,
  readGroupsApart,
  type WgsDepthFilter,
} from './measurement.ts'
export { addPartial, mergePartials } from './merge.ts'
export { type Counts, countLength, countsByReadGroup, emptyCounts, emptyPartial, type PartialResult } from './partial.ts'
