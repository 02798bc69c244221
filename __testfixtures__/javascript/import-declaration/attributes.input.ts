import { Manager } from '@/lib/ws' with { type: 'macro' };
