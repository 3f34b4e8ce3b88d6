// Writes what follows from the metric definitions: the JSON Schemas and the reference page. Needs a built package.
/* oxlint-disable typescript/no-unsafe-call -- in no tsconfig, hence without the types of Node */
import { writeFileSync } from 'node:fs'
import {
  formatJson,
  genomsynSchema,
  profileSchema,
  profileSchemaVersion,
  referencePage,
  schemaVersion,
  verdictSchema,
  verdictSchemaVersion,
} from '@genomsyn/standard'

writeFileSync(new URL(`schema/genomsyn-${schemaVersion}.schema.json`, import.meta.url), formatJson(genomsynSchema()))
writeFileSync(new URL(`schema/profile-${profileSchemaVersion}.schema.json`, import.meta.url), formatJson(profileSchema()))
writeFileSync(new URL(`schema/verdict-${verdictSchemaVersion}.schema.json`, import.meta.url), formatJson(verdictSchema()))
writeFileSync(new URL('docs/metrics.md', import.meta.url), referencePage())
