import { Manager, other } from '@/lib/ws' with { type: 'macro' };
