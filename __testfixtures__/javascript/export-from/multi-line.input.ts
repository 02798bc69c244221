export {
  Manager,
  other,
} from '@/lib/ws';
