export const pattern = /import { Manager } from '@\/lib\/ws'/;
