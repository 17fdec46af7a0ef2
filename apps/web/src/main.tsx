import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { begin } from './begin';
import './styles/page.css';
import { AlertsAbove } from './ui/alerts';

const place = document.getElementById('page');
if (!place) throw new Error('the page has no element for the app');

createRoot(place).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <AlertsAbove>
        <App beginning={begin()} />
      </AlertsAbove>
    </CSPProvider>
  </StrictMode>,
);
