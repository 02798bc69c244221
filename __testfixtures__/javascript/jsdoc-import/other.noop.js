/** @import { Kept } from '@/lib/kept' */
/* @import { Manager } from '@/lib/ws' */
// @import { Manager } from '@/lib/ws'
export const text = '@import the rest from';
