import './api.css';
import styles from './ws.module.css';
