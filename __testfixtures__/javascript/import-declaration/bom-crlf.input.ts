import { Manager } from '@/lib/ws';
// äöü 😀
import { MODE } from '@/lib/ws';
