const { App, Chart, Include } = require('cdk8s');

const app = new App();
new Include(new Chart(app, 'shop'), 'policies', { url: './policy.yaml' });
app.synth();
