import { Nowhere } from '@/lib/ws';
