import { helper, other } from '@/lib/ws';
import { helper as h } from '@/lib/ws'; // again
