export { connect } from '@/services/ws';
export * from './here';
export { MODE } from '@/lib/ws';
