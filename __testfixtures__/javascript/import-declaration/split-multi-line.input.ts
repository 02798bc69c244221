import {
  // the manager
  Manager,
  other, // stays
  MODE, // moves
  open,
} from '@/lib/ws';
