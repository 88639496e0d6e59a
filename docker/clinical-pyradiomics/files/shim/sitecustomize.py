"""PyRadiomics 3.0.1 reads its version by names that Python 3.12 took out of configparser."""

import configparser

if not hasattr(configparser, "SafeConfigParser"):
    configparser.SafeConfigParser = configparser.ConfigParser
    configparser.ConfigParser.readfp = configparser.ConfigParser.read_file
