"""The program with its window: application, asyncio bridge, actions, main window, settings."""
