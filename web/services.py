"""Everything the web process works with, built once by its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from redis.asyncio import Redis

from core.attachments import FileLinks
from core.environment import Environment
from core.settings import Settings
from store.announcements import AnnouncementContacts, Announcements, Subscribers
from store.api_keys import ApiKeys, ApiRequests
from store.article_files import ArticleSync
from store.articles import (
    ArticleFeedback,
    ArticleHealth,
    Articles,
    ArticleSearch,
    Comments,
    PinnedQuestions,
)
from store.attachments import Attachments, Scanner, open_files
from store.channels import (
    Arrivals,
    Changes,
    Identities,
    Links,
    Mails,
    Outbox,
    Overviews,
    Places,
    Posting,
    Tallies,
    WrittenAnswers,
)
from store.content_gaps import (
    ContentGaps,
    EmptySearches,
    GapCollector,
    Gaps,
    HelpSearches,
    QuestionLog,
    Suggestions,
)
from store.conversations import (
    Conversations,
    CustomerFacts,
    Notes,
    Origins,
    OwnConversations,
    Pages,
    RepeatedQuestions,
    Seen,
    Surveys,
    Tags,
    Transcripts,
)
from store.database import Database
from store.handoffs import Agents, FollowUps, HandoffHistory, Handoffs, Snoozing
from store.ideas import Ideas
from store.insights import InsightRollUp
from store.next_questions import AgentOffers, LearnedCounts, NextFigures, NextVerdicts, Visits
from store.policies import Policies
from store.realtime import (
    AGENTS,
    BOT,
    CUSTOMERS,
    DeadLetters,
    Editors,
    Events,
    Holders,
    Inbox,
    LeaderLock,
    News,
    Presence,
    RateLimiter,
    Serving,
    Writing,
    open_redis,
)
from store.setting_versions import ChangedTexts, SettingVersions
from store.settings_files import LiveSettings
from store.staff import (
    PasswordLinks,
    SavedReplies,
    SavedViews,
    Staff,
    StaffNotices,
    StaffSessions,
    Watchers,
)
from store.suggested_examples import ExampleCollector, SuggestedExamples
from web.articles import ActionsClient, ListHealth, LiveArticles, PopularArticles
from web.live import Hub, LiveAnnouncements, QueueSnapshots

_VENDOR_TIMEOUT = 20.0  # seconds


@dataclass(frozen=True)
class Records:
    """What stands in the database, and what is read from it."""

    conversations: Conversations
    customer_facts: CustomerFacts
    own_conversations: OwnConversations
    origins: Origins
    transcripts: Transcripts
    handoffs: Handoffs
    handoff_history: HandoffHistory
    agents: Agents
    surveys: Surveys
    follow_ups: FollowUps
    snoozing: Snoozing
    notes: Notes
    saved_replies: SavedReplies
    staff_notices: StaffNotices
    saved_views: SavedViews
    watchers: Watchers
    tags: Tags
    seen: Seen
    pages: Pages
    content_gaps: ContentGaps
    policies: Policies
    ideas: Ideas
    announcements: Announcements
    announcement_contacts: AnnouncementContacts
    subscribers: Subscribers
    live_announcements: LiveAnnouncements
    articles: Articles
    article_sync: ArticleSync
    article_search: ArticleSearch
    live_articles: LiveArticles
    list_health: ListHealth
    article_feedback: ArticleFeedback
    article_health: ArticleHealth
    popular_articles: PopularArticles
    pinned_questions: PinnedQuestions
    repeated_questions: RepeatedQuestions
    question_log: QuestionLog
    gap_collector: GapCollector
    empty_searches: EmptySearches
    help_searches: HelpSearches
    next_visits: Visits
    learned_counts: LearnedCounts
    next_figures: NextFigures
    next_verdicts: NextVerdicts
    insight_roll_up: InsightRollUp
    agent_offers: AgentOffers
    gaps: Gaps
    example_collector: ExampleCollector
    suggested_examples: SuggestedExamples
    comments: Comments
    suggestions: Suggestions
    staff: Staff
    staff_sessions: StaffSessions
    password_links: PasswordLinks
    identities: Identities
    links: Links
    places: Places
    arrivals: Arrivals
    changes: Changes
    outbox: Outbox
    posting: Posting
    tallies: Tallies
    overviews: Overviews
    mails: Mails
    written_answers: WrittenAnswers
    attachments: Attachments
    setting_versions: SettingVersions
    api_keys: ApiKeys
    api_requests: ApiRequests


@dataclass(frozen=True)
class Services(Records):
    """The stores and clients that request handlers use."""

    environment: Environment
    live_settings: LiveSettings
    database: Database
    redis: Redis
    editors: Editors
    serving: Serving
    inbox: Inbox
    events: Events
    dead_letters: DeadLetters
    holders: Holders
    agents_here: Presence
    customers_here: Presence
    writing: Writing
    queue_snapshots: QueueSnapshots
    news: News
    limits: RateLimiter
    leader_lock: LeaderLock
    folder_lock: LeaderLock
    bot_lock: LeaderLock
    hub: Hub
    actions: ActionsClient
    scanner: Scanner
    file_links: FileLinks
    vendors: httpx.AsyncClient  # the way to whoever stands behind a connection

    @property
    def settings(self) -> Settings:
        """What `settings/` says now."""
        return self.live_settings.now()

    async def close(self) -> None:
        await self.actions.close()
        await self.vendors.aclose()
        await self.redis.aclose()
        self.live_settings.close()
        self.database.close()


def build_services(
    environment: Environment, change: Callable[[Settings], Settings] = lambda settings: settings
) -> Services:
    """Read the settings and make the clients; nothing connects before its first use.

    change: what is made of the settings, each time they are read
    """
    database = Database(environment.database_url)
    changed = ChangedTexts(database)
    live_settings = LiveSettings(environment.settings, change=change, changed=changed)
    redis = open_redis(environment.redis_url)
    news, inbox = News(redis), Inbox(redis)
    agents_here, customers_here = Presence(redis, AGENTS), Presence(redis, CUSTOMERS)
    return Services(
        **vars(_open_records(database, environment, live_settings)),
        environment=environment,
        live_settings=live_settings,
        database=database,
        redis=redis,
        editors=Editors(redis),
        serving=Serving(redis),
        inbox=inbox,
        events=Events(redis, group="recorder", consumer="recorder"),
        dead_letters=DeadLetters(redis),
        holders=Holders(redis),
        agents_here=agents_here,
        customers_here=customers_here,
        writing=Writing(redis),
        queue_snapshots=QueueSnapshots(database, live_settings, inbox, agents_here, customers_here),
        news=news,
        limits=RateLimiter(redis),
        leader_lock=LeaderLock(redis, "chores"),
        folder_lock=LeaderLock(redis, "folder"),
        bot_lock=LeaderLock(redis, BOT),
        hub=Hub(news),
        actions=ActionsClient(environment.actions_url),
        scanner=Scanner(environment.scanner),
        file_links=FileLinks(environment.secret),
        vendors=httpx.AsyncClient(timeout=_VENDOR_TIMEOUT, trust_env=False),
    )


def _open_records(
    database: Database, environment: Environment, live_settings: LiveSettings
) -> Records:
    return Records(
        conversations=Conversations(database),
        customer_facts=CustomerFacts(database),
        own_conversations=OwnConversations(database),
        origins=Origins(database),
        transcripts=Transcripts(database),
        handoffs=Handoffs(database),
        handoff_history=HandoffHistory(database),
        agents=Agents(database),
        surveys=Surveys(database, live_settings.now().survey),
        follow_ups=FollowUps(database),
        snoozing=Snoozing(database),
        notes=Notes(database),
        saved_replies=SavedReplies(database),
        staff_notices=StaffNotices(database),
        saved_views=SavedViews(database),
        watchers=Watchers(database),
        tags=Tags(database),
        seen=Seen(database),
        pages=Pages(database),
        content_gaps=ContentGaps(database),
        policies=Policies(database),
        ideas=Ideas(database),
        announcements=Announcements(database),
        announcement_contacts=AnnouncementContacts(database),
        subscribers=Subscribers(database),
        live_announcements=LiveAnnouncements(Announcements(database)),
        articles=Articles(database),
        article_sync=ArticleSync(database, environment.articles),
        article_search=ArticleSearch(database),
        live_articles=LiveArticles(Articles(database), ArticleSearch(database)),
        list_health=ListHealth(ArticleHealth(database)),
        article_feedback=ArticleFeedback(database),
        article_health=ArticleHealth(database),
        popular_articles=PopularArticles(ArticleHealth(database)),
        pinned_questions=PinnedQuestions(database),
        repeated_questions=RepeatedQuestions(database),
        question_log=QuestionLog(database),
        gap_collector=GapCollector(database),
        empty_searches=EmptySearches(database),
        help_searches=HelpSearches(database),
        next_visits=Visits(database),
        learned_counts=LearnedCounts(database),
        next_figures=NextFigures(database),
        next_verdicts=NextVerdicts(database),
        insight_roll_up=InsightRollUp(database),
        agent_offers=AgentOffers(database),
        gaps=Gaps(database),
        example_collector=ExampleCollector(database),
        suggested_examples=SuggestedExamples(database),
        comments=Comments(database),
        suggestions=Suggestions(database),
        staff=Staff(database),
        staff_sessions=StaffSessions(database),
        password_links=PasswordLinks(database),
        identities=Identities(database),
        links=Links(database),
        places=Places(database),
        arrivals=Arrivals(database),
        changes=Changes(database),
        outbox=Outbox(database),
        posting=Posting(database),
        tallies=Tallies(database),
        overviews=Overviews(database),
        mails=Mails(database),
        written_answers=WrittenAnswers(database),
        attachments=_open_attachments(database, environment),
        setting_versions=SettingVersions(database, environment.settings),
        api_keys=ApiKeys(database),
        api_requests=ApiRequests(database),
    )


def _open_attachments(database: Database, environment: Environment) -> Attachments:
    place, folder = environment.attachments, environment.var / "attachments"
    return Attachments(database, open_files(place, environment.s3_endpoint, folder))
