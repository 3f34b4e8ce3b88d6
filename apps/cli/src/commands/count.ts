import { Command } from 'commander'
export const command = (): Command => new Command('count')
