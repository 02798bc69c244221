export { default, OldManager as Other } from '@/legacy/socket';
