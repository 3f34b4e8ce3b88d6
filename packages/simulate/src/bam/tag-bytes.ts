// Optional fields as BAM bytes (SAM specification section 4.2.4, 2024-11-06).
import type { Tag, TagArrayType, TagNumberType } from '../sam/alignment-record.ts'
import type { ByteWriter } from './byte-writer.ts'

type ElementType = Exclude<TagNumberType, 'A'>

export function writeTag(writer: ByteWriter, [name, type, value]: Tag): void {
  writer.text(name)
  if (typeof value === 'string') writeText(writer, type, value)
  else if (typeof value === 'number') writeNumber(writer, type as TagNumberType, value)
  else writeArray(writer, type as TagArrayType, value)
}

function writeText(writer: ByteWriter, type: string, value: string): void {
  writer.text(type)
  writer.text(type === 'A' ? value : `${value}\0`)
}

function writeNumber(writer: ByteWriter, type: TagNumberType, value: number): void {
  const stored = type === 'i' ? smallestType(value) : type
  writer.text(stored)
  writeElement(writer, stored, value)
}

function writeArray(writer: ByteWriter, type: TagArrayType, values: readonly number[]): void {
  const element = type[2] as ElementType
  writer.text(`B${element}`)
  writer.int32(values.length)
  for (const value of values) writeElement(writer, element, value)
}

/** The choice htslib makes when it reads SAM: unsigned for what is not negative. */
function smallestType(value: number): ElementType {
  if (value >= 0) return value < 0x100 ? 'C' : value < 0x10000 ? 'S' : 'I'
  return value >= -0x80 ? 'c' : value >= -0x8000 ? 's' : 'i'
}

function writeElement(writer: ByteWriter, type: ElementType, value: number): void {
  if (type === 'f') writer.float32(value)
  else if (type === 'c' || type === 'C') writer.uint8(value)
  else if (type === 's' || type === 'S') writer.uint16(value)
  else writer.int32(value)
}
