import { helper } from '@/lib/ws';
