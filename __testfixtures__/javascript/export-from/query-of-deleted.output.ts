export { default as api } from '@/services/api?raw';
