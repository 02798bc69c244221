import { other as helper, helper as other } from '@/lib/ws';
import { other as h } from '@/lib/ws'; // again
