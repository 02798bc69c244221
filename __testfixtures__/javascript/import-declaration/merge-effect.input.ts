import '@/services/ws';
import fs from 'fs';
import { MODE, open } from '@/lib/ws';

open(fs, MODE);
