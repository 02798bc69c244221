export { default as api } from '@/deleted/api?raw';
