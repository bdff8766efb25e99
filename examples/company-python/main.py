"""One company, two teams, one gateway: everything in one app."""

import sys
from pathlib import Path

from cdk8s_gateway import GatewayApp

from analytics import analytics
from ecommerce import ecommerce
from operators import operators
from platform_team import platform_team


def synthesize(outdir: Path) -> None:
    app = GatewayApp(outdir=str(outdir / "manifests"), contracts_dir=str(outdir / "contracts"))

    grants = operators(app, platform_team(app))
    ecommerce(app, [grants.ecommerce])
    analytics(app, [grants.analytics])

    app.synth()


if __name__ == "__main__":
    synthesize(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
