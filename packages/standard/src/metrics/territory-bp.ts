// The denominator of every coverage metric; beside them because nothing else explains a difference of 0.4 %.
import { absent } from '../absence.ts'
import { defineMetric } from '../metric.ts'

export const territoryBp = defineMetric({
  id: 'territory_bp',
  name: 'Territory',
  unit: 'bp',
  type: 'integer',
  decimals: 0,
  description: "Positions over which autosome coverage is taken: the regions less the reference's N positions.",
  equivalents: { picard: 'CollectWgsMetrics GENOME_TERRITORY' },
  needs: [],
  value: ({ territory, territoryReason }) =>
    territory === null ? absent(territoryReason ?? 'no_territory') : BigInt(territory.bp),
})
