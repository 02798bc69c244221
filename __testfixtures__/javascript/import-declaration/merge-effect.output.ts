import { MODE, connect as open } from '@/services/ws';
import fs from 'fs';

open(fs, MODE);
