/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'vercel-deploy': { asked: ['vercel --prod', 'vercel deploy'], silent: ['vercel ls', 'vercel dev'] },
  'vercel-prod': { asked: ['vercel ./dist --prod'], silent: ['vercel ls', 'vercel dev'] },
  'netlify-deploy': { asked: ['netlify deploy', 'netlify env:set A b'], silent: ['netlify dev', 'netlify link'] },
  'heroku-create': { asked: ['heroku run bash', 'heroku ps:restart'], silent: ['heroku ps', 'heroku apps'] },
  'fly-deploy': { asked: ['fly deploy', 'fly scale count 0'], silent: ['fly logs', 'fly status'] },
  'railway-up': { asked: ['railway up', 'railway down'], silent: ['railway logs', 'railway link'] },
  'railway-variable': { asked: ['railway variables --set A=b'], silent: ['railway logs', 'railway link'] },
  'wrangler-deploy': { asked: ['wrangler deploy', 'wrangler delete'], silent: ['wrangler dev', 'wrangler tail'] },
  'firebase-deploy': {
    asked: ['firebase deploy', 'firebase database:remove /'],
    silent: ['firebase serve', 'firebase projects:list'],
  },
  'gh-pages': { asked: ['npx gh-pages -d dist', 'npx surge dist x.surge.sh'], silent: ['gh-pages list'] },
  'ng-deploy': { asked: ['npx nx release', 'nx release publish'], silent: ['npx nx graph', 'npx nx build api'] },
  'mkdocs-gh-deploy': { asked: ['mkdocs gh-deploy'], silent: ['mkdocs list'] },
  'mike-deploy': { asked: ['mike deploy --push 1.0'], silent: ['mike list'] },
  'platform-tools': {
    asked: ['doctl databases delete x', 'doctl compute droplet delete 1'],
    silent: ['convex dev', 'modal setup'],
  },
  'capistrano-production': { asked: ['cap staging doctor'], silent: ['capistrano list'] },
};
