const { App, Chart, Include } = require('cdk8s');

const app = new App();
new Include(new Chart(app, 'shop'), 'traffic', { url: './traffic.yaml' });
app.synth();
