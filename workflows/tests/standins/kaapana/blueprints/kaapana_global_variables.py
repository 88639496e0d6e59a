"""Where images come from, in the tests."""

DEFAULT_REGISTRY = "registry.test"
KAAPANA_BUILD_VERSION = "0.0.0"
