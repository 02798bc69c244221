import { MODE } from '@/services/ws';
