"""The groups of routes of staff accounts; a new one is added here."""

from __future__ import annotations

from web.staff.account import account_routes
from web.staff.audit import audit_routes
from web.staff.channel_help import channel_help_routes
from web.staff.channels import channel_page_routes
from web.staff.forgotten import forgotten_routes
from web.staff.home import home_routes
from web.staff.mail import staff_mail_routes
from web.staff.members import member_routes
from web.staff.own_factor import own_factor_routes
from web.staff.routes import sign_in_routes
from web.staff.second_step import second_step_routes
from web.staff.set_aside import set_aside_routes
from web.staff.set_password import set_password_routes
from web.staff.sign_on import sign_on_routes

STAFF_BLUEPRINTS = (
    sign_in_routes,
    second_step_routes,
    sign_on_routes,
    set_password_routes,
    forgotten_routes,
    home_routes,
    account_routes,
    own_factor_routes,
    member_routes,
    staff_mail_routes,
    set_aside_routes,
    audit_routes,
    channel_page_routes,
    channel_help_routes,
)
