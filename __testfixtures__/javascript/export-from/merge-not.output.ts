export { connect } from '@/services/ws';
export * from './here';
export { MODE } from '@/services/ws';
