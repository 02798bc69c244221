export { pair, load as loadLater } from '@/feed/old';
